"""Joining headquarters by files on a stick: the request to an invitation, then the reply."""

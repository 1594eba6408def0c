"""Laying out pictures of a phone: copied in, each proposed to a question, accepted by a person."""

"""Delivery of the act, with the terms it begins, and what is added to the act later."""

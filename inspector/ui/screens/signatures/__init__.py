"""The signatures of a commission and of the representative, or the refusal to sign before two witnesses."""

"""Pictures of a phone: laid out to their questions, and faces closed on them."""

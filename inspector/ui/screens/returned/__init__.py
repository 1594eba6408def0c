"""An inspection that headquarters returned: comments at its questions, replies, and what may be put right at a desk."""

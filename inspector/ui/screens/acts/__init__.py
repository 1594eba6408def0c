"""Everything that was sealed on this laptop, to read and print again."""

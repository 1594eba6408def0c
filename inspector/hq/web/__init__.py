"""The pages people read: regions from the worst, received inspections, one inspection."""

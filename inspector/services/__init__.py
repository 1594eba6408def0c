"""One module per thing a person does on the laptop."""

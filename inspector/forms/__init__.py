"""The checklist engine: authoring, the compiled form, the answers, and the rules that read them."""

"""Forms as data: questions, what each answer is, where it is kept, and which step comes next."""

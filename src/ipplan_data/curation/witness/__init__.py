"""What the document says, as a program read it: the second entry of every fact."""

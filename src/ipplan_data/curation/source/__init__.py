"""The document as people have it, read into a witness; the only rooms that know typography."""

"""Makes and checks the data; needs the extra ``ipplan-data[curation]``."""

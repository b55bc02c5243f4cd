# The texts of administration in the language de.

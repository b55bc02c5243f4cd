# The texts of administration in the language ar.

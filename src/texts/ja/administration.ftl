# The texts of administration in the language ja.

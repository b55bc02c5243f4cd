# The texts of home in the language ar.

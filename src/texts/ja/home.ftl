# The texts of home in the language ja.

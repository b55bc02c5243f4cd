# The texts of home in the language fr.

# The texts of account in the language fr.

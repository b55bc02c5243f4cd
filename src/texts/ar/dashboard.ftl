# The texts of dashboard in the language ar.

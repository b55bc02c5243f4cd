# The texts of device in the language ar.

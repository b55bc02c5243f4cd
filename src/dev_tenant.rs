//! The dev tenant: a stand-in for Entra ID and Graph on loopback.

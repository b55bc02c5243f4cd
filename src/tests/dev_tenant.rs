//! Tests of the dev tenant, over real HTTP, named after the rules that it keeps.

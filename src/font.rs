//! The faces: Tinos reduced, coverage, shaping, subsets.

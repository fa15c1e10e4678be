//! Which input owns which bytes: of equal inputs the first by path order, whatever the order of work.

/// A set of (digest, smallest input index), open addressing, about 24 bytes per input.
#[derive(Debug)]
pub struct Owners {
    /// Per input: the first half of its SHA-256, or zeros while it is unknown.
    digests: Vec<u128>,
    /// Input index + 1, or 0.
    slots: Vec<u32>,
    used: usize,
}

impl Owners {
    /// For inputs `0..count`.
    pub fn new(count: usize) -> Owners {
        Owners { digests: vec![0; count], slots: vec![0; 64], used: 0 }
    }

    /// Notes the digest of an input; the owner of these bytes as far as is known now.
    pub fn claim(&mut self, index: usize, sha256: &[u8; 32]) -> usize {
        let digest = first_half(sha256);
        self.digests[index] = digest;
        if self.used * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let at = self.slot(digest);
        match self.slots[at] {
            0 => {
                self.slots[at] = index as u32 + 1;
                self.used += 1;
                index
            }
            owner if (owner as usize) <= index => owner as usize - 1,
            _ => {
                self.slots[at] = index as u32 + 1;
                index
            }
        }
    }

    /// The owner of an input's bytes; itself, if they are unknown.
    pub fn of(&self, index: usize) -> usize {
        match self.digests[index] {
            0 => index,
            digest => (self.slots[self.slot(digest)] as usize).checked_sub(1).unwrap_or(index),
        }
    }

    /// Who owns the bytes with this SHA-256.
    pub fn find(&self, sha256: &[u8; 32]) -> Option<usize> {
        (self.slots[self.slot(first_half(sha256))] as usize).checked_sub(1)
    }

    /// The first half of the SHA-256 of an input's bytes, if they are known.
    pub fn digest(&self, index: usize) -> Option<u128> {
        Some(self.digests[index]).filter(|&digest| digest != 0)
    }

    fn slot(&self, digest: u128) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = digest as usize & mask;
        while let Some(owner) = (self.slots[at] as usize).checked_sub(1) {
            if self.digests[owner] == digest {
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let larger = vec![0; self.slots.len() * 2];
        let old = std::mem::replace(&mut self.slots, larger);
        for owner in old.into_iter().filter(|&owner| owner > 0) {
            let at = self.slot(self.digests[owner as usize - 1]);
            self.slots[at] = owner;
        }
    }
}

fn first_half(sha256: &[u8; 32]) -> u128 {
    sha256.iter().take(16).fold(0, |number, &byte| number << 8 | u128::from(byte)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_by_index_owns_in_any_order_of_claims() {
        let mut owners = Owners::new(1000);
        let digest = |n: usize| {
            let mut digest = [0; 32];
            digest[..8].copy_from_slice(&(n as u64 + 1).to_be_bytes());
            digest
        };
        for index in (0..1000).rev() {
            owners.claim(index, &digest(index % 100));
        }
        for index in 0..1000 {
            assert_eq!(owners.of(index), index % 100);
        }
        assert_eq!((owners.find(&digest(7)), owners.find(&digest(100))), (Some(7), None));
        assert_eq!(owners.claim(500, &digest(0)), 0);
        assert_eq!(Owners::new(3).of(2), 2);
    }
}

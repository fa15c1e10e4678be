//! Where workers put finished articles and the collector fetches them, many at a time: waking the collector for each
//! would cost two changes of thread an article.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Finished articles that wait at most; then workers wait.
const ROOM: usize = 512;
/// As many wake the collector before its time.
const MANY: usize = 32;

/// A bounded box of things of one kind.
#[derive(Debug)]
pub struct Mailbox<T> {
    state: Mutex<State<T>>,
    filled: Condvar,
    emptied: Condvar,
}

#[derive(Debug)]
struct State<T> {
    things: Vec<T>,
    /// Workers that have left since the collector looked.
    left: usize,
}

impl<T> Default for Mailbox<T> {
    fn default() -> Mailbox<T> {
        Mailbox {
            state: Mutex::new(State { things: Vec::new(), left: 0 }),
            filled: Condvar::new(),
            emptied: Condvar::new(),
        }
    }
}

impl<T> Mailbox<T> {
    /// Puts something in; waits while the box is full.
    pub fn put(&self, thing: T) {
        let mut state = self.state();
        while state.things.len() >= ROOM {
            state = self.emptied.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.things.push(thing);
        if state.things.len() == MANY {
            self.filled.notify_one();
        }
    }

    /// The worker puts nothing in any more.
    pub fn leave(&self) {
        self.state().left += 1;
        self.filled.notify_one();
    }

    /// Everything that is in it, and how many workers have left since: at once when that is much, else after `longest`.
    pub fn take(&self, longest: Duration) -> (Vec<T>, usize) {
        let mut state = self.state();
        if state.things.len() < MANY && state.left == 0 {
            state = self.filled.wait_timeout(state, longest).unwrap_or_else(PoisonError::into_inner).0;
        }
        let taken = (std::mem::take(&mut state.things), std::mem::take(&mut state.left));
        drop(state);
        self.emptied.notify_all();
        taken
    }

    /// The state is whole after every call, so a poisoned lock is still good.
    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_arrives_though_the_box_is_small() {
        let mailbox = Mailbox::default();
        std::thread::scope(|scope| {
            for worker in 0..3 {
                let mailbox = &mailbox;
                scope.spawn(move || {
                    (0..2000).for_each(|number| mailbox.put(worker * 2000 + number));
                    mailbox.leave();
                });
            }
            let (mut all, mut present) = (Vec::new(), 3);
            while present > 0 {
                let (things, left) = mailbox.take(Duration::from_millis(10));
                assert!(things.len() <= ROOM);
                all.extend(things);
                present -= left;
            }
            all.sort_unstable();
            assert!(all.into_iter().eq(0..6000));
        });
    }
}

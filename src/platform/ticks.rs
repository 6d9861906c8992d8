//! The turns of work beside the requests: every so often, until the program ends.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval};

/// Turns that come every so often; the first at once. A turn that took longer moves the others on.
pub struct Ticks {
    interval: Interval,
    stop: watch::Receiver<bool>,
}

impl Ticks {
    /// Until `stop` says so.
    #[must_use]
    pub fn every(period: Duration, stop: watch::Receiver<bool>) -> Self {
        let mut interval = interval(period);
        interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { interval, stop }
    }

    /// Waits for the next turn. False: the program ends.
    pub async fn next(&mut self) -> bool {
        tokio::select! {
            _ = self.interval.tick() => true,
            _ = self.stop.changed() => false,
        }
    }

    /// Whether the program ends, for a turn that is long.
    #[must_use]
    pub fn ended(&self) -> bool {
        *self.stop.borrow()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn turns_come_until_the_program_ends() {
        let (tell, stop) = watch::channel(false);
        let mut ticks = Ticks::every(Duration::from_millis(1), stop);
        assert!(ticks.next().await && ticks.next().await && !ticks.ended());
        assert!(tell.send(true).is_ok());
        let mut more = 0;
        while ticks.next().await {
            more += 1;
        }
        // Of a turn and the end that come together either may be first.
        assert!(more < 50 && ticks.ended(), "{more}");
    }
}

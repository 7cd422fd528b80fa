//! What happens when the window is closed, or somebody wants to quit? A pure decision: the loop keeps
//! running in the tray unless the owner really means to end it, and posts that are due soon are a
//! reason to ask first.

/// What is wished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wish {
    /// The window's close button, or its keys.
    CloseWindow,
    /// 'Quit' in the tray or in the window.
    Quit,
    /// 'Quit' after Roost said that this many posts are due within the hour.
    QuitKnowing {
        /// How many it said.
        due: u64,
    },
    /// The session ends, or a signal asks the process to go.
    System,
}

/// How things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Posts that this process would send within the next hour; 0 where another one runs the loop.
    pub(crate) due_within_hour: u64,
    /// Where the window can wait.
    pub(crate) tray: Tray,
}

/// Whether there is a tray to wait in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tray {
    /// Something shows tray icons here.
    There,
    /// Nothing does: a hidden window would be lost.
    Missing,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Hide the window; the loop goes on.
    Hide,
    /// Make the window small, because there is no tray to find it again; the loop goes on.
    Minimise,
    /// Show the window and ask, because posts are due.
    Ask {
        /// How many.
        due: u64,
    },
    /// Stop claiming, let a running send finish, close, and end.
    Drain,
}

/// Decides.
pub(crate) fn decide(wish: Wish, standing: Standing) -> Decision {
    let due = standing.due_within_hour;
    match (wish, standing.tray) {
        (Wish::CloseWindow, Tray::There) => Decision::Hide,
        (Wish::CloseWindow, Tray::Missing) => Decision::Minimise,
        (Wish::Quit, _) if due > 0 => Decision::Ask { due },
        (Wish::QuitKnowing { due: known }, _) if due > known => Decision::Ask { due },
        (Wish::Quit | Wish::QuitKnowing { .. } | Wish::System, _) => Decision::Drain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Wish::CloseWindow, 0, Tray::There, Decision::Hide)]
    #[case(Wish::CloseWindow, 3, Tray::There, Decision::Hide)]
    #[case(Wish::CloseWindow, 0, Tray::Missing, Decision::Minimise)]
    #[case(Wish::CloseWindow, 3, Tray::Missing, Decision::Minimise)]
    #[case(Wish::Quit, 0, Tray::There, Decision::Drain)]
    #[case(Wish::Quit, 0, Tray::Missing, Decision::Drain)]
    #[case(Wish::Quit, 1, Tray::There, Decision::Ask { due: 1 })]
    #[case(Wish::Quit, 2, Tray::Missing, Decision::Ask { due: 2 })]
    #[case(Wish::QuitKnowing { due: 2 }, 2, Tray::There, Decision::Drain)]
    #[case(Wish::QuitKnowing { due: 2 }, 1, Tray::There, Decision::Drain)]
    #[case(Wish::QuitKnowing { due: 2 }, 3, Tray::There, Decision::Ask { due: 3 })]
    #[case(Wish::System, 5, Tray::There, Decision::Drain)]
    #[case(Wish::System, 5, Tray::Missing, Decision::Drain)]
    fn closing_hides_and_quitting_asks_when_posts_are_due(
        #[case] wish: Wish,
        #[case] due_within_hour: u64,
        #[case] tray: Tray,
        #[case] decision: Decision,
    ) {
        assert_eq!(decide(wish, Standing { due_within_hour, tray }), decision);
    }
}

"""The words: one file per list, written out by hand. Everything else imports them; they import nothing of ours."""

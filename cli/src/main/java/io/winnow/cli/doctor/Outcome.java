package io.winnow.cli.doctor;

import io.winnow.cli.command.ExitStatus;
import io.winnow.jobs.Preflight;

/**
 * What one look found.
 *
 * @param check what was looked at
 * @param state how it is
 * @param what was found, a sentence
 * @param hint what to do; empty where nothing
 * @param exit status of the command where it is the first that failed
 */
record Outcome(String check, State state, String what, String hint, int exit) {

    enum State {
        OK,
        WARNING,
        FAILED
    }

    static Outcome ok(String check, String what) {
        return new Outcome(check, State.OK, what, "", ExitStatus.DONE);
    }

    static Outcome warning(String check, String what, String hint) {
        return new Outcome(check, State.WARNING, what, hint, ExitStatus.DONE);
    }

    static Outcome failed(String check, int exit, String what, String hint) {
        return new Outcome(check, State.FAILED, what, hint, exit);
    }

    static Outcome failed(String check, Preflight.Finding finding) {
        return failed(check, finding.exit(), finding.what() + " (" + finding.where() + ")", finding.hint());
    }
}

package io.winnow.tokenize.line;

import io.winnow.records.OrdinalCounter;

/** Copies of ledgers, as a checkpoint makes them. */
final class StreamLedgers {
    private StreamLedgers() {}

    static StreamLedger copy(StreamLedger ledger) {
        return new StreamLedger(
                ledger.stream(),
                new OrdinalCounter(ledger.ordinals().state()),
                new StreamWatch(
                        ledger.watch().seen(),
                        ledger.watch().dropped(),
                        ledger.watch().clockAheadSeconds()),
                new OpenClip(
                        ledger.clip().epoch(),
                        ledger.clip().originMicros(),
                        ledger.clip().index(),
                        ledger.clip().frames()),
                new Carried(ledger.carried().tokens()),
                ledger.steps());
    }
}

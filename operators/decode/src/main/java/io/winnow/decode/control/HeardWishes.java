package io.winnow.decode.control;

import io.winnow.decode.SourceAddress;
import io.winnow.records.StreamControl.Action;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes wishes for the streams that are wanted, and refuses those that cannot be. What is refused leaves its stream as it is. */
public final class HeardWishes {
    private final WantedStreams wanted;
    private final Map<String, StreamWish.Asked> asked = new HashMap<>();

    public HeardWishes(WantedStreams wanted) {
        this.wanted = wanted;
    }

    /** Takes some, in their order; each may rely on the others. */
    public void take(List<StreamWish> wishes) {
        wishes.forEach(this::take);
        wishes.forEach(this::requireStream);
    }

    private void take(StreamWish wish) {
        asked.remove(wish.stream());
        if (wish instanceof StreamWish.Withdrawn) {
            wanted.withdraw(wish.stream());
        } else if (wish instanceof StreamWish.Asked one) {
            Optional<String> problem = ControlRules.problem(one.control()).or(() -> unpausable(one));
            if (problem.isPresent()) {
                refuse(one, "BAD_CONTROL", problem.get(), "Correct it and wish again.");
            } else {
                wanted.wish(one.control());
                asked.put(one.stream(), one);
            }
        } else {
            wanted.leave(wish.stream());
        }
    }

    private Optional<String> unpausable(StreamWish.Asked one) {
        boolean standardInput = wanted.source(one.stream())
                .filter(source -> source.address().address().equals(SourceAddress.STANDARD_INPUT))
                .isPresent();
        return one.control().action() == Action.PAUSE && !one.control().namesSource() && standardInput
                ? Optional.of("stream " + one.stream() + " cannot be paused: standard input can be read now, not later")
                : Optional.empty();
    }

    /** That nothing is removed or forgotten which is not there is no failure; that nothing pauses is. */
    private void requireStream(StreamWish wish) {
        if (wish instanceof StreamWish.Asked one
                && one.equals(asked.get(one.stream()))
                && one.control().action() != Action.REMOVE
                && one.control().action() != Action.FORGET
                && wanted.sourceOf(one.stream()).isEmpty()) {
            wanted.withdraw(one.stream());
            refuse(
                    one,
                    "NO_STREAM",
                    "the pipeline has no stream " + one.stream(),
                    "See winnow streams list for those that it has.");
        }
    }

    /**
     * Refuses what is asked of a stream now.
     *
     * @return whether anything is
     */
    public boolean refuse(String stream, String reason, String what, String hint) {
        StreamWish.Asked one = asked.get(stream);
        if (one != null) {
            refuse(one, reason, what, hint);
        }
        return one != null;
    }

    private void refuse(StreamWish.Asked one, String reason, String what, String hint) {
        asked.remove(one.stream());
        wanted.leave(one.stream());
        one.refusal().refuse(reason, what, hint);
    }
}

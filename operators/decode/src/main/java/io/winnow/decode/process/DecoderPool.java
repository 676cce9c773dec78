package io.winnow.decode.process;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Children that decode one input each, the same ones again and again. One that dies is replaced when there is work for it; only the input that it was at is told. */
public final class DecoderPool implements Decoders, Child.Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(DecoderPool.class);
    private static final long START_SECONDS = 60;
    private static final long WATCH_MILLIS = 250;

    private final PoolOptions options;
    private final ChildMaker maker;
    private final Origins origins;
    private final Timer watch = new Timer("winnow-decode-watch", true);
    private final Deque<Session> waiting = new ArrayDeque<>();
    private final List<Child> children = new ArrayList<>();
    private final Deque<Child> idle = new ArrayDeque<>();
    private boolean closed;

    private DecoderPool(PoolOptions options, ChildMaker maker, Origins origins) {
        this.options = options;
        this.maker = maker;
        this.origins = origins;
        TimerTask look = new TimerTask() {
            @Override
            public void run() {
                checkAlive();
            }
        };
        watch.schedule(look, WATCH_MILLIS, WATCH_MILLIS);
    }

    /** One child to begin with, as by {@link #open(PoolOptions, int)}. */
    public static DecoderPool open(PoolOptions options) throws DecoderStartException {
        return open(options, 1);
    }

    /**
     * Starts children and waits until they can work. More are started when there is work for them. They have no network, and read nothing that a child has to open itself.
     *
     * @param inputs that are soon to be decoded at once; of children there are never more than the options say
     * @throws DecoderStartException if they cannot, or if the sandbox that was required does not hold
     */
    public static DecoderPool open(PoolOptions options, int inputs) throws DecoderStartException {
        ChildMaker maker = new ChildMaker(options, Confinement.probe(), false);
        warn(maker.sandbox());
        return open(options, maker, Origins.ofWeb(options.allowed()), Math.max(1, inputs));
    }

    static void warn(Sandbox sandbox) {
        if (!sandbox.complete()) {
            LOG.warn("Decoders are not fully confined: {}", sandbox.why());
        }
    }

    /** Likewise, with as many children to begin with, which may be none. */
    static DecoderPool open(PoolOptions options, ChildMaker maker, Origins origins, int inputs)
            throws DecoderStartException {
        Sandbox sandbox = maker.sandbox();
        if (options.sandbox() == Sandbox.Wish.REQUIRE && !sandbox.complete()) {
            throw new DecoderStartException("the sandbox that decode.sandbox requires does not hold here: "
                    + sandbox.why() + "; allow it, or set decode.sandbox to auto");
        }
        DecoderPool pool = new DecoderPool(options, maker, origins);
        try {
            int children = Math.min(inputs, options.children());
            if (children > 0) {
                String version = pool.start(children);
                LOG.info(
                        "Decoders are ready: FFmpeg {}, {}, network of their own: {}",
                        version,
                        sandbox,
                        maker.network());
            }
            return pool;
        } catch (IOException | ExecutionException | TimeoutException e) {
            pool.close();
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new DecoderStartException("a decoder does not start: " + cause.getMessage(), e);
        } catch (InterruptedException e) {
            pool.close();
            Thread.currentThread().interrupt();
            throw new DecoderStartException("interrupted while a decoder started", e);
        }
    }

    /** So many children, side by side; FFmpeg's version once the last can work. */
    private String start(int count) throws IOException, ExecutionException, TimeoutException, InterruptedException {
        List<Child> first = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            first.add(add());
        }
        String version = "";
        for (Child child : first) {
            version = child.ready().get(START_SECONDS, TimeUnit.SECONDS);
        }
        return version;
    }

    @Override
    public DecodeSession open(DecodeRequest request) {
        if (request.size().bytes() > options.size().bytes()) {
            throw new IllegalArgumentException(
                    "pictures of " + request.size() + " are larger than the pool's of " + options.size());
        }
        boolean opensItself = request.input().opensItself();
        if (opensItself != maker.network()) {
            throw new IllegalArgumentException(request.input().name()
                    + (opensItself
                            ? " is live, and no child here has a network"
                            : " is not live, and children with a network read nothing else"));
        }
        Session session = new Session(request, new Reading(request.input(), origins), this::cancel);
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the pool of decoders is closed");
            }
            waiting.add(session);
        }
        assign();
        return session;
    }

    @Override
    public Sandbox sandbox() {
        return maker.sandbox();
    }

    private synchronized void cancel(Session session) {
        if (!waiting.remove(session)) {
            children.forEach(child -> child.cancel(session));
        }
    }

    /** Brings those that wait and those that are idle together, and starts a child where there is room for one more. */
    private synchronized void assign() {
        while (!waiting.isEmpty() && !idle.isEmpty()) {
            idle.remove().decode(waiting.remove());
        }
        int starting =
                (int) children.stream().filter(child -> !child.ready().isDone()).count();
        if (waiting.size() > starting && children.size() < options.children() && !closed) {
            try {
                add();
            } catch (IOException e) {
                blame(e);
            }
        }
    }

    private synchronized Child add() throws IOException {
        Child child = maker.make(this);
        children.add(child);
        child.start();
        return child;
    }

    private synchronized void blame(IOException e) {
        LOG.error("A decoder does not start", e);
        Session session = waiting.poll();
        if (session != null) {
            session.offer(new DecodeEvent.Failure(
                    DecodeEvent.Failure.Code.CRASHED, "no decoder can be started for it", 0, 0, 0, 0, 1));
        }
    }

    @Override
    public void idle(Child child) {
        synchronized (this) {
            idle.add(child);
        }
        assign();
    }

    @Override
    public void dead(Child child, boolean started) {
        synchronized (this) {
            children.remove(child);
            idle.remove(child);
            if (!started && children.isEmpty() && !closed) {
                blame(new IOException("it ended before it could work"));
            }
        }
        assign();
    }

    private void checkAlive() {
        List<Child> current;
        synchronized (this) {
            current = List.copyOf(children);
        }
        current.forEach(Child::checkAlive);
    }

    @Override
    public void close() {
        List<Child> left;
        List<Session> unbegun;
        synchronized (this) {
            closed = true;
            left = List.copyOf(children);
            unbegun = List.copyOf(waiting);
            waiting.clear();
        }
        watch.cancel();
        left.forEach(Child::end);
        unbegun.forEach(session -> session.offer(new DecodeEvent.Failure(
                DecodeEvent.Failure.Code.READ, "the pool of decoders was closed before it began", 0, 0, 0, 0, 0)));
    }
}

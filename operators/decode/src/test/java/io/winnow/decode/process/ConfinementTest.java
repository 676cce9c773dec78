package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.winnow.decode.HlsCamera;
import io.winnow.decode.LiveAddress;
import io.winnow.decode.PictureSize;
import io.winnow.decode.PieceTopics;
import io.winnow.decode.RtspTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfinementTest {
    private static final long MEMORY = 512L << 20;

    private static Path child() {
        return ProcessHandle.current()
                .children()
                .filter(process -> process.info().commandLine().orElse("").contains("WorkerMain"))
                .max((one, other) -> Long.compare(one.pid(), other.pid()))
                .map(process -> Path.of("/proc", Long.toString(process.pid())))
                .orElseThrow();
    }

    @Test
    void whatTheSandboxSaysHoldsOfTheChild() throws Exception {
        PoolOptions options = new PoolOptions(1, MEMORY, 2, new PictureSize(8, 8), Sandbox.Wish.AUTO, false, Set.of());
        try (DecoderPool pool = DecoderPool.open(options)) {
            Sandbox sandbox = pool.sandbox();
            assertThat(sandbox.complete()).isEqualTo(sandbox.why().isEmpty());
            List<String> limits = Files.readAllLines(child().resolve("limits"));
            assertThat(limits.stream().anyMatch(line -> line.startsWith("Max data size") && line.contains("" + MEMORY)))
                    .isEqualTo(sandbox.memory());
            List<String> devices = Files.readAllLines(child().resolve("net/dev")).stream()
                    .skip(2)
                    .map(line -> line.substring(0, line.indexOf(':')).strip())
                    .toList();
            assumeThat(sandbox.network()).isTrue();
            assertThat(devices).isSubsetOf("lo");
        }
    }

    @Test
    void onlyAChildOfALiveSourceHasANetwork() throws Exception {
        PoolOptions options = new PoolOptions(1, MEMORY, 2, new PictureSize(8, 8), Sandbox.Wish.AUTO, false, Set.of());
        try (DecoderPools pools = DecoderPools.open(options, 0, 1, 0, PieceTopics.NONE.client(0))) {
            assertThat(Files.readSymbolicLink(child().resolve("ns/net")))
                    .isEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/net")));
        }
        try (DecoderPool pool = DecoderPool.open(options)) {
            assumeThat(pool.sandbox().network()).isTrue();
            assertThat(Files.readSymbolicLink(child().resolve("ns/net")))
                    .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/net")));
        }
    }

    @Test
    void aChildThatReadsAPlaylistThatGoesOnHasNoNetwork() throws Exception {
        PictureSize size = new PictureSize(8, 8);
        try (HlsCamera camera = HlsCamera.open(1);
                DecoderPools pools = DecoderPools.open(PoolOptions.of(size), 0, 1, 0, PieceTopics.NONE.client(0))) {
            assumeThat(pools.sandbox().network()).isTrue();
            DecodeRequest request = new DecodeRequest(
                    LiveAddress.input(
                            camera.address(), RtspTransport.TCP, Duration.ofMinutes(1), Duration.ofMinutes(1)),
                    new Sampling.KeepAll(),
                    ResumePoint.START,
                    size,
                    DecodeLimits.defaults(),
                    1);
            try (DecodeSession session = pools.open(request)) {
                assertThat(session.take()).isInstanceOf(DecodeEvent.Format.class);
                assertThat(Files.readSymbolicLink(child().resolve("ns/net")))
                        .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/net")));
            }
        }
    }

    @Test
    void aChildSeesNoneOfTheEnvironment() throws Exception {
        try (DecoderPool pool = DecoderPool.open(PoolOptions.of(new PictureSize(8, 8)))) {
            assertThat(pool.sandbox().process()).isTrue();
            String environment = Files.readString(child().resolve("environ"));
            assertThat(environment).contains("PATH=").doesNotContain("OPT_OUT_TRACKING");
        }
    }
}

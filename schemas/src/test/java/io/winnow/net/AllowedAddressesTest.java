package io.winnow.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.net.AllowedAddresses.Refused;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, loopback",
        "127.8.9.10, loopback",
        "::1, loopback",
        "::ffff:127.0.0.1, loopback",
        "64:ff9b::7f00:1, loopback",
        "10.1.2.3, private",
        "172.16.0.1, private",
        "192.168.0.1, private",
        "100.64.0.1, private",
        "fd00::1, private",
        "::ffff:192.168.0.1, private",
        "64:ff9b::c0a8:1, private",
        "2002:c0a8:1::, private",
        "169.254.1.1, link-local",
        "fe80::1, link-local",
        "::ffff:169.254.1.1, link-local",
        "169.254.169.254, metadata",
        "::ffff:169.254.169.254, metadata",
        "64:ff9b::a9fe:a9fe, metadata",
        "fd00:ec2::254, metadata",
        "0.0.0.0, reserved",
        "0.0.0.1, reserved",
        "::, reserved",
        "224.0.0.1, reserved",
        "ff02::1, reserved",
        "255.255.255.255, reserved",
        "64:ff9b:1::1, reserved",
        "2001:db8::1, reserved"
    })
    void refusesWhatIsNotThePublicInternetUnlessItIsAllowed(String address, String kind) throws Exception {
        InetAddress[] found = {InetAddress.getByName(address)};
        assertThatThrownBy(() -> new AllowedAddresses(host -> found, Set.of(), "webhooks.allow").of("hooks.example"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.hint()).contains("add " + kind + " to webhooks.allow"))
                .hasMessageContaining("hooks.example");
        Set<AddressKind> allowed = Set.of(AddressKind.of(found[0]).orElseThrow());
        assertThat(new AllowedAddresses(host -> found, allowed, "webhooks.allow").of("hooks.example"))
                .containsExactly(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"})
    void takesPublicAddresses(String address) throws Exception {
        InetAddress[] found = {InetAddress.getByName(address)};
        assertThat(new AllowedAddresses(host -> found, Set.of(), "webhooks.allow").of("hooks.example"))
                .containsExactly(found);
    }

    @Test
    void refusesANameOneOfWhoseAddressesIsNotAllowed() throws Exception {
        InetAddress[] found = {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")};
        assertThatThrownBy(() -> new AllowedAddresses(host -> found, Set.of(AddressKind.LOOPBACK), "webhooks.allow")
                        .of("a.example"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void looksAnewForEachConnection() throws Exception {
        Deque<String> turns = new ArrayDeque<>(List.of("8.8.8.8", "127.0.0.1"));
        AllowedAddresses addresses = new AllowedAddresses(
                host -> new InetAddress[] {InetAddress.getByName(turns.pop())}, Set.of(), "webhooks.allow");
        assertThat(addresses.of("a.example")).hasSize(1);
        assertThatThrownBy(() -> addresses.of("a.example")).isInstanceOf(Refused.class);
    }
}

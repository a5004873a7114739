package io.shelfshare.node.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.8.8.8",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "64:ff9b::10.0.0.1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1"
      })
  void aPrivateAddressIsNotPublic(String address) throws UnknownHostException {
    assertThat(Addresses.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "100.63.0.1",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.167.1.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2400:3200::1",
        "64:ff9b::1.1.1.1"
      })
  void aPublicAddressIs(String address) throws UnknownHostException {
    assertThat(Addresses.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void aHintTellsWhereItGoesAndNoSecret() {
    assertThat(
            Addresses.hint(URI.create("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abcd")))
        .isEqualTo("https://qyapi.weixin.qq.com/…abcd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "http://example.com/", "https:///x", "https://a.b:99999/", "https://b/"})
  void whatIsNoPublicUrlIsNone(String text) {
    assertThat(Addresses.url(text, false)).isEmpty();
  }
}

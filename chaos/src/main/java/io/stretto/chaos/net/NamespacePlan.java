package io.stretto.chaos.net;

import java.util.ArrayList;
import java.util.List;

/**
 * The command lines that make a network of namespaces: a bridge on this side, and for each host a
 * namespace with a pair of virtual interfaces, of which one end is the namespace's {@code eth0} and
 * the other a port of the bridge.
 *
 * <p>Each end knows the other's hardware address for good. Otherwise nobody would be found behind a
 * wire that is down, and the kernel would say so at once, where packets are to vanish.
 *
 * @param name what everything is called
 * @param subnet the addresses
 */
record NamespacePlan(RunName name, Subnet subnet) {

  private static final String WITHIN = "eth0";

  /** This side's address. */
  String gateway() {
    return subnet.address(1);
  }

  /** A host's address; the first host is number 1. */
  String address(int host) {
    return subnet.address(1 + host);
  }

  /** The words before a command that is to run in a host's namespace, whose process it becomes. */
  List<String> entrance(int host) {
    return List.of("ip", "netns", "exec", name.host(host));
  }

  /** Makes the bridge. */
  List<List<String>> makeBridge() {
    return List.of(
        ip("link add " + name.bridge() + " address " + hardwareAddress(0) + " type bridge"),
        ip("addr add " + gateway() + "/" + Subnet.PREFIX_BITS + " dev " + name.bridge()),
        ip("link set " + name.bridge() + " up"));
  }

  /** Makes a host's namespace and its wire. */
  List<List<String>> makeHost(int host) {
    String own = name.host(host);
    String within = "-n " + own + " ";
    String hardware = hardwareAddress(host);
    String neighbour = "neigh replace %s lladdr %s nud permanent dev %s";
    return List.of(
        ip("netns add " + own),
        ip(
            String.format(
                "link add %s type veth peer name %s address %s netns %s",
                own, WITHIN, hardware, own)),
        ip("link set " + own + " master " + name.bridge() + " up"),
        ip(within + "link set lo up"),
        ip(within + "addr add " + address(host) + "/" + Subnet.PREFIX_BITS + " dev " + WITHIN),
        ip(within + "link set " + WITHIN + " up"),
        ip(within + String.format(neighbour, gateway(), hardwareAddress(0), WITHIN)),
        ip(String.format(neighbour, address(host), hardware, name.bridge())));
  }

  /** Takes a host's wire down: whatever is sent through it is lost. */
  List<String> cut(int host) {
    return ip("link set " + name.host(host) + " down");
  }

  /** Takes a host's wire up again. */
  List<String> heal(int host) {
    return ip("link set " + name.host(host) + " up");
  }

  /** Takes everything away, the bridge last. */
  List<List<String>> remove(int hosts) {
    List<List<String>> commands = new ArrayList<>();
    for (int host = 1; host <= hosts; host++) {
      commands.add(removeLink(name.host(host)));
      commands.add(removeNamespace(name.host(host)));
    }
    commands.add(removeLink(name.bridge()));
    return commands;
  }

  /** Takes an interface away, and the other end of a pair with it. */
  static List<String> removeLink(String name) {
    return ip("link delete " + name);
  }

  /** Takes a namespace's name away; it ends with the last process in it. */
  static List<String> removeNamespace(String name) {
    return ip("netns delete " + name);
  }

  /** Tells which processes run in a namespace. */
  static List<String> processes(String name) {
    return ip("netns pids " + name);
  }

  /** Tells what this side has: interfaces, namespaces, routes. */
  static List<List<String>> list() {
    return List.of(ip("-o link show"), ip("netns list"));
  }

  /** Tells where packets go. */
  static List<String> routes() {
    return ip("-4 -o route show table all");
  }

  /** One that was given out locally and to no maker, and differs from that of other networks. */
  private String hardwareAddress(int host) {
    return String.format(
        "02:73:%02x:%02x:%02x:%02x",
        subnet.base() >>> 16 & 0xff, subnet.base() >>> 8 & 0xff, host >>> 8, host & 0xff);
  }

  private static List<String> ip(String words) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(words.split(" ")));
    return command;
  }
}

/**
 * A network between processes that can be cut and slowed: namespaces whose wires are taken down,
 * and proxies that stop handing on.
 */
package io.stretto.chaos.net;

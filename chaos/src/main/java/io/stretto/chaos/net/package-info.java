/** A network between processes that can be cut and slowed. */
package io.stretto.chaos.net;

/** The state store as a server, put together from its parts. */
package io.stretto.statestore.server;

/** The state store as a process, put together from its parts. */
package io.stretto.statestore.server;

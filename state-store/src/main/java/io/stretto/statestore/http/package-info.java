/** Queries and view calls, as JSON over HTTP; {@code docs/openapi.yaml} describes them. */
package io.stretto.statestore.http;

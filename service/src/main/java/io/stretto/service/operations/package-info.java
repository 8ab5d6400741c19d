/** What operators see of a running role: its health, its metrics, its JSON. */
package io.stretto.service.operations;

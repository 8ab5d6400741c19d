/** Workers' reads of the state, over gRPC. */
package io.stretto.statestore.grpc;

/** Clients that submit and read all the time, and write down what they see. */
package io.stretto.chaos.load;

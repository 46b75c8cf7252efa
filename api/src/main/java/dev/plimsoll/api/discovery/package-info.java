/// What runs, for Prometheus (`http_sd`) and for people. Answers from what is known; no request costs a look at an engine, and what did not change is not written anew.
package dev.plimsoll.api.discovery;

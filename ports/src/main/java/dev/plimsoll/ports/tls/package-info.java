/// What adapters that speak TLS share: whom a declaration says to trust, given as texts.
package dev.plimsoll.ports.tls;

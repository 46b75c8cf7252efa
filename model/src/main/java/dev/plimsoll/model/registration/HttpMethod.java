package dev.plimsoll.model.registration;

/// How a call is made.
public enum HttpMethod { GET, POST, PUT, PATCH, DELETE }

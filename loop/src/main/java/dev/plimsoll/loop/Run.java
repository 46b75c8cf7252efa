package dev.plimsoll.loop;

/// The run a reconcile is part of: what it says here is what `why`, `status -w` and the UI show.
public interface Run {
    /// Id on every log line of this run.
    String id();

    /// A step begins. The sentence says what on which object: `start instance 2 of web from nginx:1.27`.
    void step(String sentence);

    /// What the step under way is at, such as `nginx: 42 % of 61 MB`. Kept only while the run lasts.
    void progress(String sentence);

    /// This run committed at this revision: the key is not reconciled again from an older view.
    void wrote(long revision);
}

# Waits until somebody reads a queue of the message broker: what is sent to one that nobody reads yet is lost.
# Arguments: the queue, seconds at most.
import sys, time, amqp
deadline = time.time() + float(sys.argv[2])
while time.time() < deadline:
    try:
        with amqp.Connection('127.0.0.1:5672', userid='guest', password='guest') as c:
            if c.channel().queue_declare(queue=sys.argv[1], passive=True).consumer_count > 0:
                sys.exit(0)
    except (amqp.exceptions.AMQPError, OSError):
        pass
    time.sleep(0.2)
sys.exit(1)

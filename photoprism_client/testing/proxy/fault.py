"""What all faults have in common."""

from photoprism_client.testing.proxy.messages import Answer, Request


class FaultImpossibleError(Exception):
    """A fault did not fit its answer, such as a flipped byte after the end of the body.

    The proxy raises it when it closes, so that no test passes because its fault did not happen.
    """


class Fault:
    """One thing that goes wrong in an exchange.

    It holds no state of an exchange: the same fault may be at work in several at once.
    """

    def on_request(self, request: Request) -> Answer | None:
        """Change the request before the server is asked, or answer in the server's place.

        :param request: may be changed
        :return: an answer, so that the server is not asked, or None
        """
        return None

    def on_answer(self, answer: Answer) -> None:
        """Change the answer before it is sent; its body is a stream: wrap it, do not read it.

        :param answer: may be changed
        :raises FaultImpossibleError: the answer is not such that this could be done
        """

"""Numbers of bytes as people write them."""

import click

_FACTORS = {"k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12}


def read_bytes(text: str, units: str = "kmg") -> float:
    """Read a number of bytes: ``500k``, ``2M``, ``1.5G`` or a plain number.

    :param text: what was typed.
    :param units: letters that may stand behind the number.
    :return: bytes; 0 where that is none.
    """
    wanted = text.strip().lower()
    factor = _FACTORS[wanted[-1]] if wanted.endswith(tuple(units)) else 1.0
    try:
        number = float(wanted[:-1] if factor > 1 else wanted) * factor
    except ValueError:
        return 0.0
    return number if 0 < number < float("inf") else 0.0


class Rate(click.ParamType[float]):
    """An option's value that is bytes a second."""

    name = "rate"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read a rate.

        :param value: what was typed.
        :param param: the option.
        :param ctx: the command.
        :return: bytes a second, above 0.
        :raises click.BadParameter: it is none.
        """
        return read_bytes(str(value)) or self.fail(
            f"{value!r} is no rate; write bytes a second, such as 500k or 2M", param, ctx
        )


class Size(click.ParamType[int]):
    """An option's value that is a number of bytes."""

    name = "size"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read a size.

        :param value: what was typed.
        :param param: the option.
        :param ctx: the command.
        :return: bytes, above 0.
        :raises click.BadParameter: it is none.
        """
        size = int(read_bytes(str(value), "kmgt"))
        return size or self.fail(f"{value!r} is no size; write bytes, such as 500k or 2G", param, ctx)

"""Whether the network costs by what is sent. Asked on the screen's thread, which Qt's knowledge of it belongs to."""


def metered() -> bool:
    """True only where the system says so: nobody is asked about a network that costs nothing."""
    from PySide6.QtNetwork import QNetworkInformation  # with the first exchange, not with the first picture

    feature = QNetworkInformation.Feature.Metered
    if QNetworkInformation.instance() is None and not QNetworkInformation.loadBackendByFeatures(feature):
        return False
    told = QNetworkInformation.instance()
    return told is not None and told.supports(feature) and told.isMetered()

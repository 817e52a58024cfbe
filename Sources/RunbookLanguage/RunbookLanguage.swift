/// (front door)
